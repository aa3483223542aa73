"""Builds the demo as a signed, shrunk APK on Linux, without Gradle and the Android SDK.

    python android-demo/build_apk.py out/demo.apk --model out/message-intents.hfedge --aar litert-2.3.2.aar ...

Needs a JDK (javac, java, keytool), npm for the Kotlin compiler, and Debian's mirror for the rest (aapt2, android.jar,
ProGuard, dx, apksigner), which is unpacked into .cache/tools and not installed. Without --aar the APK has no LiteRT,
which is on Google's Maven repository alone: it then proves sources, resources, manifest, DEX and packaging, and is
of no use on a phone. A release for people is made by Gradle (README.md).
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE)]

import apk_zip  # noqa: E402
from tests.android.debian import CACHE, NotHere, Suite  # noqa: E402

LIBRARY = ROOT / "runtimes" / "android"
FACADE = LIBRARY / "jvm-harness" / "facade"
MAIN = HERE / "app" / "src" / "main"
# dx and android.jar are in Debian 11 alone; android.jar's API 23 is a ceiling for what the sources may call.
OLD, NEW = Suite("bullseye", "amd64"), Suite("bookworm", "amd64")


@dataclass(frozen=True)
class Tools:
    """Where everything is. Raises NotHere."""

    @cached_property
    def android(self) -> Path:
        return (
            OLD.unpacked(("libandroid-23-java",), alone=True) / "usr/lib/android-sdk/platforms/android-23/android.jar"
        )

    @cached_property
    def dx(self) -> Path:
        return OLD.unpacked(("dalvik-exchange",), alone=True) / "usr/lib/android-sdk/build-tools/debian/lib/dx.jar"

    @cached_property
    def programs(self) -> Path:
        return NEW.unpacked(("aapt", "dexdump"))

    @cached_property
    def jars(self) -> Path:
        packages = ("apksigner", "libapksig-java", "proguard-cli", "libproguard-java")
        return NEW.unpacked(packages, alone=True) / "usr/share/java"

    @cached_property
    def kotlin(self) -> Path:
        return kotlin_compiler()

    def run_native(self, name: str, *arguments: str | Path) -> str:
        folders = [self.programs / "usr/lib/x86_64-linux-gnu", self.programs / "usr/lib/x86_64-linux-gnu/android",
                   self.programs / "usr/lib/p7zip", self.programs / "lib/x86_64-linux-gnu"]  # fmt: skip
        path = ":".join(str(folder) for folder in folders)
        return run(self.programs / "usr/bin" / name, *arguments, env={"LD_LIBRARY_PATH": path})


def kotlin_compiler() -> Path:
    """The folder of the compiler's jars, of the version that the library is tested with. Raises NotHere."""
    wanted = json.loads((LIBRARY / "jvm-harness" / "package.json").read_text())["dependencies"]["kotlin-compiler"]
    places = [LIBRARY / "jvm-harness" / "node_modules", CACHE / "npm" / "node_modules"]
    for place in places:
        if (place / "kotlin-compiler" / "lib" / "kotlin-compiler.jar").exists():
            return place / "kotlin-compiler" / "lib"
    if shutil.which("npm") is None:
        raise NotHere("npm is not here: the Kotlin compiler comes from it")
    places[-1].parent.mkdir(parents=True, exist_ok=True)
    (places[-1].parent / "package.json").write_text('{"private": true}')
    run("npm", "install", "--no-audit", "--no-fund", "--silent", f"kotlin-compiler@{wanted}", cwd=places[-1].parent)
    return places[-1] / "kotlin-compiler" / "lib"


def run(*command: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    """-> what it wrote to stdout. Raises SystemExit with what it wrote to stderr."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, env={**os.environ, **(env or {})},
                          capture_output=True, text=True)  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{Path(command[0]).name}: {(done.stderr or done.stdout)[-3000:]}")
    return done.stdout


def setting(name: str) -> str:
    """A value of the Gradle files: the build that ships says what is built here."""
    catalog = (LIBRARY / "gradle" / "libs.versions.toml").read_text()
    for text in (catalog, (HERE / "app" / "build.gradle.kts").read_text()):
        found = re.search(rf'^\s*{name} = "?([^"\n]+)"?$', text, re.MULTILINE)
        if found:
            return found.group(1)
    raise SystemExit(f"no {name} in the Gradle files")


@dataclass(frozen=True)
class Build:
    """One APK; every step writes into `work`."""

    tools: Tools
    work: Path
    models: tuple[Path, ...] = ()
    aars: tuple[Path, ...] = ()

    def apk(self, out: Path) -> None:
        resources = self.resources()
        self.compile()
        self.shrink()
        self.dex(self.work / "shrunk.jar", self.work / "classes.dex")
        unsigned = self.work / "unsigned.apk"
        apk_zip.write(unsigned, self.entries(resources))
        self.sign(unsigned, out)
        wrong = apk_zip.misaligned(out)
        if wrong:
            raise SystemExit("\n".join(wrong))

    def resources(self) -> Path:
        """aapt2: the binary resources and manifest, as an APK without code, and R.java."""
        manifest = (
            (MAIN / "AndroidManifest.xml")
            .read_text()
            .replace("<manifest ", f'<manifest package="{setting("namespace")}" ', 1)
        )
        (self.work / "AndroidManifest.xml").write_text(manifest)
        compiled, linked = self.work / "resources.zip", self.work / "resources.apk"
        self.tools.run_native("aapt2", "compile", "--dir", MAIN / "res", "-o", compiled)
        self.tools.run_native(
            "aapt2", "link", "-o", linked, "-I", self.tools.android, "--manifest", self.work / "AndroidManifest.xml",
            "--java", self.work / "generated", "--min-sdk-version", setting("minSdk"),
            "--target-sdk-version", setting("targetSdk"),
            "--version-code", setting("versionCode"), "--version-name", setting("versionName"), compiled,
        )  # fmt: skip
        return linked

    def compile(self) -> None:
        """The library and the demo, against android.jar and LiteRT's classes (their facade, where there is no AAR)."""
        sources = list((self.work / "generated").rglob("*.java"))
        run("javac", "--release", "8", "-nowarn", "-d", self.work / "generated-classes", *sources)
        # Of the facade LiteRT's own classes: it brings some of Android as well, which android.jar has.
        self.kotlinc("facade", sorted(FACADE.glob("*.kt")), [])
        shutil.copytree(self.work / "facade" / "com", self.work / "litert" / "com")
        library = sorted((LIBRARY / "src/main/kotlin").rglob("*.kt"))
        self.kotlinc("library", library, [self.work / "litert"], "-Xexplicit-api=strict")
        demo = sorted((MAIN / "kotlin").rglob("*.kt"))
        self.kotlinc(
            "demo", demo, [self.work / "library", self.work / "litert", self.work / "generated-classes"], "-Werror"
        )

    def kotlinc(self, name: str, sources: list[Path], classes: list[Path], *options: str) -> None:
        lib = self.tools.kotlin
        path = ":".join(map(str, [self.tools.android, lib / "kotlin-stdlib.jar", *classes]))
        run(
            "java", "-Xmx640m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", lib / "kotlin-compiler.jar",
            "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler", "-no-jdk", "-no-stdlib", "-no-reflect", "-jvm-target", "1.8",
            "-Xlambdas=class", "-Xsam-conversions=class", "-Xstring-concat=inline", *options,
            "-cp", path, "-d", self.work / name, *sources,
        )  # fmt: skip

    def shrink(self) -> None:
        """ProGuard keeps what the manifest names and what that needs."""
        real = self.classes_of_aars()
        kept = ["-keep class * extends android.app.Activity"]
        if real:  # their native code calls them
            kept.append("-keep class com.google.ai.edge.litert.** { *; }")
        self.proguard([self.work / "demo", self.work / "generated-classes"], real, kept, self.work / "shrunk.jar")

    def library_sizes(self) -> tuple[int, int]:
        """The bytes that the library adds to an APK beside LiteRT: its own DEX, compressed as it lies there, and the
        same with all that it needs of Kotlin's library, which an app in Kotlin has for the most part.

        Shrunk and renamed as a release is, with everything that TextModel and its results offer.
        """
        kept = ["-keep,allowobfuscation class dev.hfedge.TextModel { public *; }", "-keeppackagenames dev.hfedge"]
        whole, own = self.work / "library.jar", self.work / "own.jar"
        self.proguard([], [], kept, whole, renamed=True)
        with zipfile.ZipFile(whole) as source, zipfile.ZipFile(own, "w") as target:
            for name in source.namelist():
                if name.startswith("dev/hfedge/"):
                    target.writestr(name, source.read(name))
        dexes = [self.dex(jar, jar.with_suffix(".dex")).read_bytes() for jar in (own, whole)]
        return tuple(len(zlib.compress(dex, 9)) for dex in dexes)

    def proguard(
        self, classes: list[Path], real: list[Path], kept: list[str], out: Path, renamed: bool = False
    ) -> None:
        """Without invokedynamic (-target 1.7), which dx leaves as it is and no phone below API 26 knows.

        real: LiteRT's classes, if the APK is to hold them; renamed: as well, which drops Kotlin's metadata too."""
        jars = [*classes, self.work / "library", *(f"{jar}(!META-INF/**)" for jar in real)]
        jars.append(f"{self.tools.kotlin / 'kotlin-stdlib.jar'}(!META-INF/**)")
        known = [self.tools.android, *([] if real else [self.work / "litert"])]
        rules = [
            *(f"-injars {jar}" for jar in jars), *(f"-libraryjars {jar}" for jar in known), f"-outjars {out}",
            "-target 1.7", "-dontoptimize", "-ignorewarnings", "-dontnote", "-dontwarn",
            *([] if renamed else ["-dontobfuscate"]), *kept, (LIBRARY / "consumer-rules.pro").read_text(),
        ]  # fmt: skip
        file = out.with_suffix(".pro")
        file.write_text("\n".join(rules))
        run("java", "-Xmx640m", "-XX:+UseSerialGC", "-jar", self.tools.jars / "proguard.jar", f"@{file}")

    def classes_of_aars(self) -> list[Path]:
        """Their classes.jar, each under a name of its own."""
        found = []
        for number, aar in enumerate(self.aars):
            with zipfile.ZipFile(aar) as archive:
                found.append(self.work / f"aar-{number}.jar")
                found[-1].write_bytes(archive.read("classes.jar"))
        return found

    def dex(self, classes: Path, out: Path) -> Path:
        dx = ("java", "-Xmx640m", "-XX:+UseSerialGC", "-cp", self.tools.dx, "com.android.dx.command.Main")
        run(*dx, "--dex", f"--min-sdk-version={setting('minSdk')}", f"--output={out}", classes)
        # No phone below API 26 knows it; above, the classes that it names would be missing.
        found = self.tools.run_native("dexdump", "-d", out).count("invoke-custom")
        if found:
            raise SystemExit(f"{found} invoke-custom are left in {out.name}")
        return out

    def entries(self, resources: Path) -> list[apk_zip.Entry]:
        stored = ("resources.arsc",)  # Android 11 and later want it so
        with zipfile.ZipFile(resources) as apk:
            found = [apk_zip.Entry(name, apk.read(name), name in stored) for name in apk.namelist()]
        found.append(apk_zip.Entry("classes.dex", (self.work / "classes.dex").read_bytes(), False))
        for model in self.models:
            folder = f"assets/models/{model.name}"
            for file in (model / "hfedge.json", *sorted(model.glob("*.tflite"))):
                found.append(apk_zip.Entry(f"{folder}/{file.name}", file.read_bytes(), file.suffix == ".tflite"))
        for aar in self.aars:
            with zipfile.ZipFile(aar) as archive:
                libraries = [name for name in archive.namelist() if name.startswith("jni/") and name.endswith(".so")]
                found += [apk_zip.Entry(f"lib/{name[4:]}", archive.read(name), True) for name in libraries]
        return sorted(found, key=lambda entry: entry.name)

    def sign(self, unsigned: Path, out: Path) -> None:
        """With a key made for this machine: enough to install, not to publish."""
        store = CACHE / "debug.p12"
        if not store.exists():
            run("keytool", "-genkeypair", "-keystore", store, "-storetype", "PKCS12", "-storepass", "android",
                "-alias", "debug", "-keyalg", "RSA", "-keysize", "2048", "-validity", "10000",
                "-dname", "CN=hfedge debug")  # fmt: skip
        out.parent.mkdir(parents=True, exist_ok=True)
        signer = ("java", "-jar", self.tools.jars / "apksigner.jar")
        run(
            *signer,
            "sign",
            "--ks",
            store,
            "--ks-pass",
            "pass:android",
            "--min-sdk-version",
            setting("minSdk"),
            "--out",
            out,
            unsigned,
        )
        run(*signer, "verify", "--min-sdk-version", setting("minSdk"), out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--model", type=Path, action="append", default=[], help="a bundle; its .tflite files go into the APK"
    )
    parser.add_argument(
        "--aar", type=Path, action="append", default=[], help="LiteRT's AARs, with classes and native libraries"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hfedge-apk-") as work:
        try:
            Build(Tools(), Path(work), tuple(options.model), tuple(options.aar)).apk(options.out)
        except NotHere as error:
            raise SystemExit(str(error)) from error
    print(f"{options.out}: {options.out.stat().st_size:,} bytes" + ("" if options.aar else ", without LiteRT"))


if __name__ == "__main__":
    main()
