"""What several views of the gradient page use: the measurement, its settings, its words and figures."""
