"""Room 1: units over time, posts, people, appointments, what people hold."""
