//! The command line.

use std::path::PathBuf;

use anyhow::Context as _;
use backend::{
    account::StaffRole,
    authoring::{self, Overwrite},
    exchange,
    import::{self, Dry},
    invitation,
    learning::content,
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
/// UPRIGHT_TRUST_PROXY (no), UPRIGHT_SMTP_URL (none: no letters), UPRIGHT_MAIL_FROM, UPRIGHT_LOG (info).
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
        /// For `questions`: the module that takes them.
        #[arg(long)]
        module: Option<String>,
    },
    /// Write the curriculum into a folder (the same files that `import curriculum` reads), or questions or totals into a file.
    Export {
        /// What to write.
        what: Exported,
        /// The folder (for `questions` the file, .gift or .xml).
        file: PathBuf,
        /// For `questions`: of which module.
        #[arg(long)]
        module: Option<String>,
    },
    /// Run background work (letters, attempts whose time is up) and nothing else. `serve` does it too.
    Worker,
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
    /// Moodle GIFT or XML
    Questions,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Exported {
    /// Modules, lessons and questions as files
    Curriculum,
    /// Moodle GIFT or XML
    Questions,
    /// The totals of today, as .csv, .xlsx or .json
    Totals,
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
        Command::Import { what, file, dry_run, module } => {
            bring_in(&config, what, file, if dry_run { Dry::Run } else { Dry::No }, module.as_deref()).await
        }
        Command::Export { what, file, module } => take_out(&config, what, &file, module.as_deref()).await,
        Command::Worker => work(&config).await,
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
    import::curriculum(backend, &content::built_in(), Dry::No, Overwrite::Never).await?;
    authoring::import_images(backend, &content::built_in_images()).await?;
    review::import_built_in(backend).await?;
    Ok(())
}

async fn migrate(config: &Config) -> Result<(), Failure> {
    let backend = startup::open(config).await?;
    load_built_in(&backend).await?;
    say("The database is up to date.");
    Ok(())
}

async fn bring_in(config: &Config, what: What, file: PathBuf, dry: Dry, into: Option<&str>) -> Result<(), Failure> {
    let backend = startup::open(config).await?;
    if matches!(what, What::Curriculum) {
        let modules = import::curriculum(&backend, &read_folder(&file)?, dry, Overwrite::Browser).await?;
        if dry == Dry::No {
            authoring::import_images(&backend, &read_images(&file.join("en/images"))?).await?;
        }
        say(done(modules, "modules", dry));
        return Ok(());
    }
    if matches!(what, What::Questions) {
        let bytes = std::fs::read(&file).with_context(|| format!("{} can't be read", file.display()))?;
        let questions = exchange::read(exchange::Format::of(&bytes), &bytes)?;
        let Some(into) = into else { return Err(Failure::Refused("say which module takes the questions: --module SLUG".to_owned())) };
        if dry == Dry::No {
            authoring::add_questions(&backend, into, questions.clone()).await?;
        }
        say(done(questions.len(), "questions", dry));
        return Ok(());
    }
    let text = std::fs::read_to_string(&file).with_context(|| format!("{} can't be read as UTF-8 text", file.display()))?;
    let kind = match what {
        What::Organisations => import::Kind::Organisations,
        What::People => import::Kind::People,
        What::History => import::Kind::History,
        What::Schedule => import::Kind::Schedule,
        What::Curriculum | What::Questions => return Ok(()),
    };
    let counts = import::run(&backend, None, kind, &text, dry).await?.counts();
    let adds: String = counts.adds.iter().map(|(what, n)| format!(", {n} {what} added")).collect();
    let end = if dry == Dry::Run { "Nothing was written." } else { "All of it was written." };
    say(format!(
        "{} rows: {} new, {} there already, {} of somebody in an earlier row, {} that change nothing{adds}. {end}",
        counts.rows, counts.new, counts.known, counts.same, counts.unchanged
    ));
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

fn read_images(folder: &std::path::Path) -> Result<Vec<(String, Vec<u8>)>, anyhow::Error> {
    let mut images = Vec::new();
    if !folder.is_dir() {
        return Ok(images);
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        images.push((name, std::fs::read(&path).with_context(|| format!("{} can't be read", path.display()))?));
    }
    Ok(images)
}

async fn take_out(config: &Config, what: Exported, target: &std::path::Path, module: Option<&str>) -> Result<(), Failure> {
    let backend = startup::open(config).await?;
    if matches!(what, Exported::Questions) {
        let Some(module) = module else { return Err(Failure::Refused("say of which module: --module SLUG".to_owned())) };
        let questions = authoring::questions_in_force(&backend, module).await?;
        let format = if target.extension().is_some_and(|e| e == "xml") { exchange::Format::MoodleXml } else { exchange::Format::Gift };
        std::fs::write(target, exchange::write(format, &questions)).with_context(|| format!("{} can't be written", target.display()))?;
        say(format!("{} questions written.", questions.len()));
        return Ok(());
    }
    if matches!(what, Exported::Totals) {
        let view = training::totals_unattended(&backend).await?;
        let bytes = match target.extension().and_then(|e| e.to_str()) {
            Some("xlsx") => training::totals_xlsx(&view)?,
            Some("json") => training::totals_json(&view).to_string().into_bytes(),
            Some("csv") => training::totals_csv(&view)?.into_bytes(),
            _ => return Err(Failure::Refused("the file must end in .csv, .xlsx or .json".to_owned())),
        };
        std::fs::write(target, bytes).with_context(|| format!("{} can't be written", target.display()))?;
        say(format!("{} numbers written.", view.lines.len()));
        return Ok(());
    }
    let files = authoring::export(&backend).await?;
    for (path, text) in &files {
        let path = target.join(path);
        let folder = path.parent().unwrap_or(target);
        std::fs::create_dir_all(folder).with_context(|| format!("{} can't be made", folder.display()))?;
        std::fs::write(&path, text).with_context(|| format!("{} can't be written", path.display()))?;
    }
    say(format!("{} files written.", files.len()));
    Ok(())
}

async fn work(config: &Config) -> Result<(), Failure> {
    let backend = startup::open(config).await?;
    say("Upright works in the background. Press Ctrl+C to end.");
    startup::work(backend).await?;
    Ok(())
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
