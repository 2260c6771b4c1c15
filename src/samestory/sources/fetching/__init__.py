"""Reports from the web: only addresses that someone named, asked for politely and one at a time.

What is fetched is held to bounds of time, size and unpacking; every address is looked up, checked and
pinned before it is connected to, and again at each redirect. `fetcher` fetches one page, `urls` makes
reports of many.
"""
