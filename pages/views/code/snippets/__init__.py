"""The video's two snippets, then and now."""
