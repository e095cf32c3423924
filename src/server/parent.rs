//! The client's process: the session ends with it, even where the pipe to it stays open.
//!
//! Another process may hold the pipe's other end (a wrapper, a sibling that inherited it), so the end of the input
//! cannot be waited for. The process is looked at every few seconds. On systems other than Unix there is no
//! safe call for it; there the pipe closes with the client.

use std::time::Duration;

use tokio::sync::SetOnce;

/// How often the process is looked at.
const EVERY: Duration = Duration::from_secs(2);

/// Waits until the process whose id is set in `client` has died. Never ends for one that was not there at first: it
/// may live where its id means nothing here, such as on the other side of a container.
pub(super) async fn died(client: &SetOnce<u32>) {
    let Some(process) = system::Process::find(*client.wait().await) else {
        return std::future::pending().await;
    };
    while process.lives() {
        tokio::time::sleep(EVERY).await;
    }
    tracing::warn!("the client's process has died");
}

#[cfg(target_os = "linux")]
mod system {
    /// A process, told apart by its start from a later one of the same id.
    #[derive(Debug)]
    pub struct Process {
        id: u32,
        start: String,
    }

    impl Process {
        /// The living process of that id.
        pub fn find(id: u32) -> Option<Self> {
            let start = start(id)?;
            Some(Self { id, start })
        }

        /// Whether it is still there.
        pub fn lives(&self) -> bool {
            start(self.id).is_some_and(|start| start == self.start)
        }
    }

    /// When a living process was started, in the kernel's ticks (proc(5), `/proc/pid/stat`, field 22).
    fn start(id: u32) -> Option<String> {
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        // The second field is the program's name in parentheses, and may hold anything.
        let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
        let state = fields.next()?;
        // A zombie is dead; its parent has only not asked yet.
        if matches!(state, "Z" | "X" | "x") { None } else { fields.nth(18).map(str::to_owned) }
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
mod system {
    use rustix::process::{Pid, test_kill_process};

    /// A process of that id.
    #[derive(Debug)]
    pub struct Process(Pid);

    impl Process {
        /// The living process of that id.
        pub fn find(id: u32) -> Option<Self> {
            let process = Self(Pid::from_raw(i32::try_from(id).ok()?)?);
            process.lives().then_some(process)
        }

        /// Whether it is still there; one that belongs to somebody else is.
        pub fn lives(&self) -> bool {
            test_kill_process(self.0) != Err(rustix::io::Errno::SRCH)
        }
    }
}

#[cfg(not(unix))]
mod system {
    /// Nothing is known of processes here.
    #[derive(Debug)]
    pub struct Process;

    impl Process {
        /// None can be watched.
        pub fn find(_: u32) -> Option<Self> {
            None
        }

        /// Never asked.
        pub fn lives(&self) -> bool {
            true
        }
    }
}
