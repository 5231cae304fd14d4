"""sitegen turns saved news pages into a clean static archive that its owner keeps as Markdown."""

__version__ = "0.1.0"
