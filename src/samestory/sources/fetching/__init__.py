"""Reports from the web: only addresses that someone named, asked for politely and one at a time.

What is fetched is held to bounds of time, size and unpacking; every address is looked up, checked and
pinned before it is connected to, and again at each redirect.
"""

from samestory.sources.fetching.fetcher import Fetcher, Network
from samestory.sources.fetching.settings import FetchSettings
from samestory.sources.fetching.urls import is_url, iter_urls, read_url_list

__all__ = ["FetchSettings", "Fetcher", "Network", "is_url", "iter_urls", "read_url_list"]
