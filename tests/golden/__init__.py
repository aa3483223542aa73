"""Golden files: what results a runtime makes of what a model gave, one file a task, for the runtimes of all languages.

tests/golden/<task>.json holds

    {"task", "manifest": {"labels", "options", "top_k", "special_tokens"},
     "cases": [{"texts": [...], "options": {...}, "steps": [{"tokens": {...}, "outputs": {...}}], "result": {...},
                "utf16": [[start, end], ...]}]}

A step is one call of tokenize_<B> and of encode_<T>: `settings` are the int32 inputs that the runtime chose, `tokens`
the rows that tokenize_<B> gave without padding (with `truncated`), `outputs` those of encode_<T>. `result` is what the
runtime's result is as JSON; positions in it are in code points, `utf16` has them in UTF-16 units, in the same order.
"""
