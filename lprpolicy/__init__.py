"""Policy-as-code for licence plate reader data sharing."""

__version__ = "0.1.0"
