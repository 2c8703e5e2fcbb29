//! The command line.

use std::path::PathBuf;

use anyhow::Context as _;
use backend::{
    account::StaffRole,
    import::{self, Dry},
    invitation,
    learning::{self, content},
    review, training,
};
use clap::{Parser, Subcommand, ValueEnum};
use server::{config::Config, demo, router::Mode, startup};
use tracing_subscriber::EnvFilter;

use crate::Failure;

/// Upright: training civil society for the Universal Periodic Review.
///
/// Settings by environment: UPRIGHT_ADDR (127.0.0.1:3000), UPRIGHT_BASE_URL (http://ADDR),
/// UPRIGHT_DATABASE_URL (sqlite:upright.sqlite), UPRIGHT_SITE_DIR (site beside the program),
/// UPRIGHT_TRUST_PROXY (no), UPRIGHT_LOG (info).
#[derive(Debug, Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the site. The first start prints an invitation for the first administrator.
    Serve,
    /// Serve a demonstration with an invented network, on this machine only. Nothing is kept.
    Demo,
    /// Bring the database up to date, and load the curriculum and the review schedule that come with the program.
    Migrate,
    /// Bring in a file. One bad row stops all; every bad row is named.
    Import {
        /// What the file holds.
        what: What,
        /// The file (for `curriculum` the folder `content`).
        file: PathBuf,
        /// Only check the file.
        #[arg(long)]
        dry_run: bool,
    },
    /// Administer the installation.
    Admin {
        #[command(subcommand)]
        command: Admin,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// name,country
    Organisations,
    /// name,organisation,member_since,trained_on
    People,
    /// measure,count,from,until,source
    History,
    /// The columns of content/schedule.csv
    Schedule,
    /// The folder content/
    Curriculum,
}

#[derive(Debug, Subcommand)]
enum Admin {
    /// Print an invitation link for an administrator: one use, seven days. The address is for you to send it to;
    /// it is checked and not stored.
    Invite {
        /// E-mail address of the person.
        email: String,
    },
}

/// Runs the command that was asked for.
pub async fn run() -> Result<(), Failure> {
    let cli = Cli::parse();
    let filter = EnvFilter::try_from_env("UPRIGHT_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,sea_orm_migration=warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false).init();
    let config = Config::from_env().map_err(Failure::Settings)?;
    match cli.command {
        Command::Serve => serve(&config).await,
        Command::Demo => demonstration(config).await,
        Command::Migrate => migrate(&config).await,
        Command::Import { what, file, dry_run } => bring_in(&config, what, file, if dry_run { Dry::Run } else { Dry::No }).await,
        Command::Admin { command: Admin::Invite { email } } => invite(&config, &email).await,
    }
}

#[expect(clippy::print_stdout, reason = "the command line speaks on standard output")]
fn say(text: impl std::fmt::Display) {
    println!("{text}");
}

async fn serve(config: &Config) -> Result<(), Failure> {
    let backend = startup::open(config).await?;
    load_built_in(&backend).await?;
    if let Some(link) = startup::first_administrator(config, &backend).await? {
        say(format!("Nobody administers this installation yet. Open this link within seven days, once:\n  {link}"));
    }
    let base_url = config.base_url.clone();
    Ok(startup::serve(config, backend, Mode::Real, |_| say(format!("Upright is ready: {base_url}"))).await?)
}

async fn demonstration(mut config: Config) -> Result<(), Failure> {
    if !config.is_loopback() {
        return Err(Failure::Refused(format!(
            "the demonstration has accounts with a known password and runs on this machine only: UPRIGHT_ADDR is {}, use 127.0.0.1",
            config.addr
        )));
    }
    let place = demo::Place::new(&mut config)?;
    let backend = startup::open(&config).await?;
    load_built_in(&backend).await?;
    demo::build(&backend).await?;
    let base_url = config.base_url.clone();
    let ready = |_| say(format!("Upright is ready: {base_url}\nSign in with one of the accounts on {base_url}/sign-in"));
    startup::serve(&config, backend, Mode::Demonstration, ready).await?;
    drop(place);
    Ok(())
}

/// The curriculum and the schedule that come with the program.
async fn load_built_in(backend: &backend::Backend) -> Result<(), backend::Error> {
    learning::import(backend, &content::built_in(), Dry::No).await?;
    review::import(backend, content::built_in_schedule(), Dry::No).await?;
    Ok(())
}

async fn migrate(config: &Config) -> Result<(), Failure> {
    let backend = startup::open(config).await?;
    load_built_in(&backend).await?;
    say("The database is up to date.");
    Ok(())
}

async fn bring_in(config: &Config, what: What, file: PathBuf, dry: Dry) -> Result<(), Failure> {
    let backend = startup::open(config).await?;
    if matches!(what, What::Curriculum) {
        let modules = learning::import(&backend, &read_folder(&file)?, dry).await?;
        say(done(modules, "modules", dry));
        return Ok(());
    }
    let text = std::fs::read_to_string(&file).with_context(|| format!("{} can't be read as UTF-8 text", file.display()))?;
    let (count, noun) = match what {
        What::Organisations => (import::organisations(&backend, &text, dry).await?, "organisations"),
        What::People => (import::people(&backend, &text, dry).await?, "people"),
        What::History => (training::import_history(&backend, &text, dry).await?, "historic counts"),
        What::Schedule | What::Curriculum => (review::import(&backend, &text, dry).await?, "reviews"),
    };
    say(done(count, noun, dry));
    Ok(())
}

fn done(count: usize, noun: &str, dry: Dry) -> String {
    match dry {
        Dry::Run => format!("{count} {noun} are right. Nothing was written."),
        Dry::No => format!("{count} {noun} imported."),
    }
}

fn read_folder(root: &std::path::Path) -> Result<Vec<content::File>, anyhow::Error> {
    fn walk(root: &std::path::Path, dir: &std::path::Path, files: &mut Vec<content::File>) -> anyhow::Result<()> {
        for entry in std::fs::read_dir(dir).with_context(|| format!("{} can't be read", dir.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                walk(root, &path, files)?;
            } else if path.extension().is_some_and(|e| e == "md" || e == "toml") {
                let text = std::fs::read_to_string(&path).with_context(|| format!("{} can't be read as UTF-8 text", path.display()))?;
                files.push((path.strip_prefix(root)?.to_string_lossy().replace('\\', "/"), text));
            }
        }
        Ok(())
    }
    let mut files = Vec::new();
    walk(root, root, &mut files)?;
    files.sort();
    Ok(files)
}

async fn invite(config: &Config, email: &str) -> Result<(), Failure> {
    if domain::form::email(email).is_err() {
        return Err(Failure::Refused(format!("“{email}” is not an e-mail address")));
    }
    let backend = startup::open(config).await?;
    let token = invitation::create_unattended(&backend, StaffRole::Administrator).await?;
    say(format!("Send this link to {email}. It works once, for seven days:\n  {}/join/{token}", config.base_url));
    Ok(())
}
