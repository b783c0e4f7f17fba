"""Room 2: qualifications, requirements, programmes, sites, lecturers: rules as dated data."""
