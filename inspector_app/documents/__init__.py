"""Official papers: content tree to PDF, DOCX and XLSX."""
