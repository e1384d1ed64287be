"""What theory says of the gradient, beside what is measured."""
