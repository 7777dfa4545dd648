//! Tells the benchmarks where libtorch is.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // Set by the build of torch-sys, which the feature `libtorch` brings.
    if let Ok(libraries) = std::env::var("DEP_TCH_LIBTORCH_LIB") {
        println!("cargo::rustc-link-arg=-Wl,-rpath,{libraries}");
    }
}
