"""What this course adds to nbgrader; nothing in here knows the course, so any course can use it."""
