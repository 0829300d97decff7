"""Một cửa: the digital system of a commune's Public Administrative Service Centre."""

__version__ = "0.1.0"
