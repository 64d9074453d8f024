"""One module a feature: values in, values out."""
