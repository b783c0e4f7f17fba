"""Reference pictures of printed pages.

``python -m tests.documents.pictures`` takes them anew; look at each before it is committed.
"""
