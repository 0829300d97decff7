"""The door of officers: counter and specialist."""
