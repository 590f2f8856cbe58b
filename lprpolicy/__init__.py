"""Policy-as-code for license plate reader data sharing."""

__version__ = "0.1.0"
