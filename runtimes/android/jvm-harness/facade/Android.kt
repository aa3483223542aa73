package android.content

import android.content.res.AssetManager

/** Assets in a folder, for tests; see AssetManager of this facade. */
class Context(val assets: AssetManager)
