"""Thực Tiễn: training that the work asks for."""
