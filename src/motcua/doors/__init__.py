"""Doors: screens by audience; views, forms, templates; one write call per request."""
