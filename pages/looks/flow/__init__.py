"""The gradient page's views, one module each: each takes the page's state and draws."""
