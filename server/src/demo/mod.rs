//! The demonstration: an invented network in real countries, made by the product's own commands from a
//! fixed seed, relative to today. Its clock starts half a year ago and walks to now.

mod cast;
mod clock;
mod learning;
mod live;
mod register;
mod story;
mod studio;

use anyhow::Context as _;
use backend::Backend;
use tempfile::TempDir;

use crate::config::Config;

pub use story::build;

/// Where the demonstration keeps its database: a folder that goes away at the end. Another database is
/// used only if it was named, and then it is the caller's.
#[derive(Debug)]
pub struct Place(Option<TempDir>);

impl Place {
    /// Prepares the place.
    ///
    /// # Errors
    /// The folder can't be made.
    pub fn new(config: &mut Config) -> anyhow::Result<Self> {
        if config.database_url != "sqlite:upright.sqlite" {
            return Ok(Self(None));
        }
        let folder = tempfile::Builder::new().prefix("upright-demo-").tempdir().context("a folder for the demonstration can't be made")?;
        config.database_url = format!("sqlite:{}", folder.path().join("demo.sqlite").display());
        if config.smtp_url.is_empty() {
            // letters as files: nobody of the demonstration has a real address
            config.smtp_url = format!("file:{}", folder.path().join("mail").display());
            config.mail_from = "Upright <demo@demo.test>".to_owned();
        }
        Ok(Self(Some(folder)))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(Err(error)) = self.0.take().map(TempDir::close) {
            tracing::warn!(%error, "the demonstration's folder was left behind");
        }
    }
}

/// Whether a database holds a demonstration already.
pub(crate) async fn is_there(backend: &Backend) -> Result<bool, backend::Error> {
    backend::account::has_administrator(backend).await
}
