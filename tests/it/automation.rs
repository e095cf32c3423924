//! The files that other programs read to run this one: the hooks for pre-commit and the action for GitHub.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::cli::folder;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn yaml(name: &str) -> Value {
    serde_yaml_ng::from_str(&fs::read_to_string(Path::new(ROOT).join(name)).unwrap()).unwrap()
}

/// The program's arguments are those it takes.
fn is_taken(command: &str) {
    let (program, arguments) = command.split_once(' ').unwrap();
    assert_eq!(program, "postedit");
    let clean = folder(&[("clean.txt", b"The ferry left.\n")]);
    let arguments: Vec<&str> = arguments.split(' ').chain(["clean.txt"]).collect();
    let ran = crate::cli::run_in(clean.path(), &arguments, "");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{command}");
}

#[test]
fn hooks_are_what_pre_commit_asks_for() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hooks = hooks.as_array().unwrap();
    let languages: Vec<&str> = hooks.iter().map(|hook| hook["language"].as_str().unwrap()).collect();
    assert_eq!(languages, ["rust", "system"]);
    for hook in hooks {
        for key in ["id", "name", "description"] {
            assert!(hook[key].as_str().is_some_and(|text| !text.is_empty()), "{key}");
        }
        assert_eq!(hook["types_or"], serde_json::json!(["plain-text", "markdown"]));
        assert_eq!(hook["require_serial"], true, "names are compared between files");
        is_taken(hook["entry"].as_str().unwrap());
    }
}

#[test]
fn the_actions_inputs_are_used_and_described() {
    let action = yaml("action.yml");
    assert_eq!(action["runs"]["using"], "composite");
    let steps = action["runs"]["steps"].as_array().unwrap();
    for step in steps {
        assert!(step["uses"].is_string() || step["run"].is_string() && step["shell"] == "bash", "{step}");
        // What people write may stand in the environment, never in the script itself.
        assert!(!step["run"].as_str().unwrap_or_default().contains("${{"), "{step}");
    }
    let check = steps.iter().find(|step| step["id"] == "check").unwrap();
    let env: Vec<&str> = check["env"].as_object().unwrap().values().filter_map(Value::as_str).collect();
    for (name, input) in action["inputs"].as_object().unwrap() {
        assert!(env.contains(&format!("${{{{ inputs.{name} }}}}").as_str()), "{name} reaches no step");
        assert!(input["description"].is_string() && input["default"].is_string(), "{name}");
    }
}

/// The action's scripts, run where they run: in bash.
#[cfg(unix)]
mod steps {
    use std::collections::BTreeMap;
    use std::path::PathBuf;
    use std::process::Command;

    use super::*;

    /// What a step of the action printed and left behind.
    struct Step {
        status: i32,
        out: String,
        outputs: String,
        path: String,
    }

    /// Runs a step's script as the runner does, with the program under test as the one that is installed.
    fn step(id: &str, folder: &Path, inputs: &[(&str, &str)]) -> Step {
        let action = yaml("action.yml");
        let steps = action["runs"]["steps"].as_array().unwrap().clone();
        let step = steps.iter().find(|step| step["id"] == id).unwrap();
        let defaults = action["inputs"].as_object().unwrap();
        let value = |name: &str| {
            let given = inputs.iter().find(|(input, _)| *input == name).map(|(_, value)| (*value).to_owned());
            given.unwrap_or_else(|| defaults[name]["default"].as_str().unwrap().to_owned())
        };
        let mut env: BTreeMap<String, String> = BTreeMap::new();
        for (variable, source) in step["env"].as_object().unwrap() {
            let source = source.as_str().unwrap().trim_start_matches("${{ ").trim_end_matches(" }}");
            let value = source.strip_prefix("inputs.").map_or_else(|| ROOT.to_owned(), value);
            env.insert(variable.clone(), value);
        }
        let temp = tempfile::tempdir().unwrap();
        let file = |name: &str| temp.path().join(name);
        let bin = file("postedit").join("bin");
        fs::create_dir_all(&bin).unwrap();
        // A copy could be busy: a test that starts a program meanwhile inherits it open for writing.
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_postedit"), bin.join("postedit")).unwrap();
        let path = std::env::join_paths(
            std::iter::once(bin)
                .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap()))
                .collect::<Vec<PathBuf>>(),
        );
        let ran = Command::new("bash")
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"].as_str().unwrap()])
            .envs(env)
            .env("PATH", path.unwrap())
            .env("RUNNER_TEMP", temp.path())
            .env("GITHUB_OUTPUT", file("outputs"))
            .env("GITHUB_PATH", file("path"))
            .current_dir(folder)
            .output()
            .unwrap();
        let read = |name: &str| fs::read_to_string(file(name)).unwrap_or_default();
        Step {
            status: ran.status.code().unwrap(),
            out: String::from_utf8(ran.stdout).unwrap(),
            outputs: read("outputs"),
            path: read("path"),
        }
    }

    #[test]
    fn the_action_annotates_and_fails_as_it_is_told() {
        let texts = folder(&[
            ("a b.txt", b"They say the the ferry left.\n"),
            ("notes/c.txt", b"It was a solemn and solemn meeting.\n"),
            ("d.txt", b"It was was late.\n"),
        ]);
        let check = |inputs: &[(&str, &str)]| step("check", texts.path(), inputs);
        let all = check(&[]);
        assert_eq!((all.status, all.out.lines().count(), all.outputs.as_str()), (1, 3, "status=1\n"), "{}", all.out);
        let some = check(&[("paths", "a b.txt\nnotes\n"), ("fail-on", "never"), ("args", "--ignore echoed-phrase")]);
        assert_eq!((some.status, some.outputs.as_str()), (0, "status=0\n"));
        assert!(some.out.starts_with("::warning file=a b.txt,") && some.out.lines().count() == 1, "{}", some.out);
        let mild = check(&[("paths", "notes"), ("sarif-file", "found.sarif")]);
        assert_eq!(mild.status, 0, "information fails nothing");
        let sarif: Value =
            serde_json::from_str(&fs::read_to_string(texts.path().join("found.sarif")).unwrap()).unwrap();
        assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 1);
        assert_eq!(check(&[("paths", "none.txt")]).status, 2);
        assert_eq!(check(&[("paths", "notes"), ("min-severity", "error"), ("fail-on", "hint")]).status, 0);
        assert_eq!(check(&[("paths", "--version")]).status, 2, "a path is never an option");
    }

    #[test]
    fn the_action_installs_once_for_each_state_of_the_source() {
        let here = folder(&[]);
        let source = step("source", here.path(), &[]);
        let hash = source.outputs.strip_prefix("hash=").unwrap().trim();
        assert!(source.status == 0 && hash.len() == 40 && hash.bytes().all(|b| b.is_ascii_hexdigit()), "{hash}");
        let install = step("install", here.path(), &[]);
        assert_eq!(install.status, 0, "what is there is not compiled again");
        assert!(install.path.trim().ends_with("/postedit/bin"), "{}", install.path);
    }
}
