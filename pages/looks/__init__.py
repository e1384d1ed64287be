"""What a page shows below its controls, one module a view: each takes the page's state and draws."""
