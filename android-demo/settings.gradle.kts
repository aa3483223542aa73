pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositoriesMode = RepositoriesMode.FAIL_ON_PROJECT_REPOS
    repositories {
        google()
        mavenCentral()
    }
    // One catalog for the library and the app.
    versionCatalogs {
        create("libs") { from(files("../runtimes/android/gradle/libs.versions.toml")) }
    }
}

rootProject.name = "hfedge-demo"
include(":app", ":hfedge")
project(":hfedge").projectDir = file("../runtimes/android")
