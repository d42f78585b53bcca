"""One kind of LINE event per module: translate, call one act."""
