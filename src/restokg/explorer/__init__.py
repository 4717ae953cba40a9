"""The explorer: pages and linked data made from an open snapshot, apart from any server."""
