"""A filled form as .xlsx, .docx and PDF, the same table in each."""
