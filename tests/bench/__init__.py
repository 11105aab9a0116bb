"""Benchmarks, apart from the test run: `python -m tests.bench`."""
