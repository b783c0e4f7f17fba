"""Shared templates, components, design tokens, menu and error pages."""
