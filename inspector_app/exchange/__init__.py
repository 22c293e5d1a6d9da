"""Packages between laptops and headquarters: seal, open, receipts."""
