plugins {
    alias(libs.plugins.android.application)
}

android {
    namespace = "dev.hfedge.demo"
    compileSdk = libs.versions.compileSdk.get().toInt()

    defaultConfig {
        applicationId = "dev.hfedge.demo"
        minSdk = libs.versions.minSdk.get().toInt()
        targetSdk = libs.versions.targetSdk.get().toInt()
        versionCode = 1
        versionName = "0.1.0"
    }

    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"))
        }
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_11
        targetCompatibility = JavaVersion.VERSION_11
    }

    // LiteRT reads a model where it lies in the APK.
    androidResources {
        noCompress += "tflite"
    }
}

dependencies {
    implementation(project(":hfedge"))
    implementation(libs.litert)
    implementation(libs.litert.gpu)
}
