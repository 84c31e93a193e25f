"""The work loop: what the province asks, problems, tasks, meetings and cases, step by step."""
