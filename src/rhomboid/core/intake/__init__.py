"""History taking: questions, branching, typed answers, findings."""
