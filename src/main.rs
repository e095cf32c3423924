//! The `postedit` command: hands its arguments to the library's command line.

fn main() {}
