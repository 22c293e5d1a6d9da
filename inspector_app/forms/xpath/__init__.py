"""XPath as ODK forms use it: parsed once into closures over typed values."""
