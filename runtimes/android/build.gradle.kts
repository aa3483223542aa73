plugins {
    alias(libs.plugins.android.library)
    `maven-publish`
}

group = "dev.hfedge"
version = "0.1.0"

android {
    namespace = "dev.hfedge"
    compileSdk = libs.versions.compileSdk.get().toInt()

    defaultConfig {
        minSdk = libs.versions.minSdk.get().toInt()
        consumerProguardFiles("consumer-rules.pro")
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_11
        targetCompatibility = JavaVersion.VERSION_11
    }

    publishing {
        singleVariant("release") { withSourcesJar() }
    }
}

kotlin {
    explicitApi()
}

dependencies {
    // The classes alone: the app adds LiteRT itself (litert, litert-gpu, or Google Play services).
    api(libs.litert.api)
}

publishing {
    publications {
        register<MavenPublication>("release") {
            artifactId = "hfedge-android"
            afterEvaluate { from(components["release"]) }
            pom {
                name = "hfedge-android"
                description = "Runs models converted by hfedge on Android: raw text in, prediction out"
                licenses {
                    license {
                        name = "Apache-2.0"
                        url = "https://www.apache.org/licenses/LICENSE-2.0"
                    }
                }
            }
        }
    }
}
