"""Makes the figures of docs/reliability.md at full size: `python -m tests.faults.report MINUTES`."""
