"""The pages of the window, one package each, registered as data in ``registry``."""
