"""What two pages or more use: settings and links, widgets, components, tables, colours."""
