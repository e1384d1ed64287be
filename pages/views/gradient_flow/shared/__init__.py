"""What several views of the gradient page use: the settings, what is measured with them, sizes as text, figures."""
