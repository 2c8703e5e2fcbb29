//! The program itself: what goes wrong at the start ends with a sentence and a code, never with a panic.

use std::{path::Path, process::Command};

struct Run {
    code: i32,
    out: String,
    err: String,
}

fn upright(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_upright"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("UPRIGHT_LOG", "error")
        .envs(settings.iter().copied())
        .output()
        .expect("the program starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let run = Run { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) };
    assert!(!run.err.contains("panicked"), "{}", run.err);
    run
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

#[test]
fn bad_settings_are_all_named() {
    let here = folder();
    let run =
        upright(here.path(), &["serve"], &[("UPRIGHT_ADDR", "nowhere"), ("UPRIGHT_BASE_URL", "x"), ("UPRIGHT_DATABASE_URL", "mysql://a")]);
    assert_eq!(run.code, 2);
    for name in ["UPRIGHT_ADDR is “nowhere”", "UPRIGHT_BASE_URL is “x”", "UPRIGHT_DATABASE_URL"] {
        assert!(run.err.contains(name), "{}", run.err);
    }
}

#[test]
fn the_demonstration_runs_on_this_machine_only() {
    let here = folder();
    let run = upright(here.path(), &["demo"], &[("UPRIGHT_ADDR", "0.0.0.0:0")]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("on this machine only"), "{}", run.err);
}

#[test]
fn no_database_a_read_only_one_and_a_newer_one_are_sentences() {
    let here = folder();
    let run = upright(here.path(), &["migrate"], &[("UPRIGHT_DATABASE_URL", "postgres://nobody@127.0.0.1:1/x")]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.contains("the database can't be opened"), "{}", run.err);
    let run = upright(here.path(), &["migrate"], &[("UPRIGHT_DATABASE_URL", "sqlite:no/such/folder/x.sqlite")]);
    assert_eq!(run.code, 3, "{}", run.err);

    assert_eq!(upright(here.path(), &["migrate"], &[]).code, 0);
    let run = upright(here.path(), &["migrate"], &[("UPRIGHT_DATABASE_URL", "sqlite:upright.sqlite?mode=ro")]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.contains("the database can"), "{}", run.err);

    let later = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20990101_000001_later', 0)";
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let url = format!("sqlite:{}", here.path().join("upright.sqlite").display());
        let db = backend::connect(&url).await.unwrap();
        db.run_sql(later).await.unwrap();
    });
    let run = upright(here.path(), &["serve"], &[]);
    assert_eq!(run.code, 4, "{}", run.err);
    assert!(run.err.contains("newer version of Upright"), "{}", run.err);
}

#[test]
fn a_file_with_bad_rows_brings_in_nothing_and_names_them() {
    let here = folder();
    assert_eq!(upright(here.path(), &["migrate"], &[]).code, 0);
    let file = here.path().join("organisations.csv");
    std::fs::write(&file, "name,country\nGood,IRL\n<b>Bad</b>,IRL\nWorse,Atlantis\n").unwrap();
    let name = file.to_str().unwrap();
    let run = upright(here.path(), &["import", "organisations", name], &[]);
    assert_eq!(run.code, 5);
    assert!(run.err.contains("line 3: name:") && run.err.contains("line 4: country: “Atlantis”"), "{}", run.err);

    std::fs::write(&file, "name,country\nGood,IRL\n").unwrap();
    let run = upright(here.path(), &["import", "organisations", name, "--dry-run"], &[]);
    assert!(
        run.out.contains("1 rows: 1 new, 0 there already, 0 of somebody in an earlier row, 0 that change nothing. Nothing was written."),
        "{}",
        run.out
    );
    let run = upright(here.path(), &["import", "organisations", name], &[]);
    assert!(run.out.contains("All of it was written."), "{}", run.out);
    let run = upright(here.path(), &["import", "people", "no-such-file.csv"], &[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("no-such-file.csv can't be read"), "{}", run.err);
}

#[test]
fn an_administrator_is_invited_by_a_link() {
    let here = folder();
    let run = upright(here.path(), &["admin", "invite", "ada@example.org"], &[("UPRIGHT_BASE_URL", "https://upright.example.org")]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("https://upright.example.org/join/"), "{}", run.out);
    assert_eq!(upright(here.path(), &["admin", "invite", "not an address"], &[]).code, 2);
}

#[test]
fn every_command_explains_itself() {
    let here = folder();
    for command in
        [&["--help"][..], &["serve", "--help"], &["demo", "--help"], &["migrate", "--help"], &["import", "--help"], &["admin", "--help"]]
    {
        let run = upright(here.path(), command, &[]);
        assert!(run.code == 0 && run.out.contains("Usage:"), "{command:?}");
    }
}
