"""What two features of the page use."""
