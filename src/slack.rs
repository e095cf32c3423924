//! Memory that the allocator holds for whoever asks next, given back to the system.
//!
//! It keeps what was freed for a second, and reading and judging a long text takes less: what one step took and freed would
//! be there while the next one takes its own, as that is seldom put in the same place. For the same reason the server takes
//! small pages: huge ones spare a check that reads once a fifth of its time, but stay whole as long as something is in them.

use std::hint::black_box;

/// More than any system has.
const TOO_MUCH: usize = usize::MAX / 4;

/// Gives back all that nothing is in. It takes some ten microseconds, and a little for each megabyte.
pub(crate) fn give_back() {
    // Who asks for too much has the allocator look for all there is, also with this thread, before it says no.
    let mut bytes: Vec<u8> = Vec::new();
    let refused = bytes.try_reserve_exact(black_box(TOO_MUCH)).is_err();
    black_box(refused);
}

/// Has the system hand out memory in small pages, where it would use huge ones. What was taken before stays, and that is more
/// than the server needs at rest: so the program begins anew, which is told by the setting that it keeps. Where that cannot
/// be done, all goes on as it is.
pub(crate) fn in_small_pages() {
    #[cfg(target_os = "linux")]
    if has_huge_pages() && nix::sys::prctl::set_thp_disable(true).is_ok() {
        let error = begin_anew();
        tracing::debug!("what memory is taken so far stays in huge pages: {error}");
    }
}

#[cfg(target_os = "linux")]
fn has_huge_pages() -> bool {
    let setting = std::fs::read_to_string("/sys/kernel/mm/transparent_hugepage/enabled");
    let is_given = setting.is_ok_and(|setting| !setting.contains("[never]"));
    is_given && nix::sys::prctl::get_thp_disable().is_ok_and(|disabled| !disabled)
}

/// Puts this program with its arguments in the place of this process; returns only what hindered it.
#[cfg(target_os = "linux")]
fn begin_anew() -> std::io::Error {
    use std::ffi::CString;
    use std::os::unix::ffi::OsStringExt;
    let plain = |text: std::ffi::OsString| CString::new(text.into_vec());
    let arguments: Result<Vec<CString>, _> = std::env::args_os().map(plain).collect();
    let program = std::env::current_exe().and_then(|path| Ok(plain(path.into_os_string())?));
    let Err(error) = program.and_then(|program| Ok(nix::unistd::execv(&program, &arguments?)?));
    error
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_in_use_stays() {
        let kept: Vec<Vec<u32>> = (0..1000).map(|n| vec![n; 500]).collect();
        super::give_back();
        assert!(kept.iter().zip(0..).all(|(all, n)| all.iter().all(|one| *one == n)));
    }
}
