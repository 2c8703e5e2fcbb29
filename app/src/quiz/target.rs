//! Which quiz a page or a form is about.

use backend::{
    Context,
    access::Granted,
    quiz::{self, Purpose, Quiz},
};
use domain::policy::action::Learn;

use crate::{error::AppError, href, i18n::t};

/// A quiz, by what it is for and its module.
#[derive(Clone, Debug)]
pub struct Target {
    /// What for.
    pub purpose: Purpose,
    /// Short name of the module; tests have none.
    pub module: String,
}

impl Target {
    /// The quiz a form names.
    pub fn of(purpose: &str, module: &str) -> Result<Self, AppError> {
        let purpose = Purpose::from_name(purpose).ok_or(AppError::NotFound)?;
        Ok(Self { purpose, module: module.to_owned() })
    }

    /// Loads it.
    pub async fn load(&self, ctx: &Context) -> Result<Granted<Quiz, Learn>, AppError> {
        Ok(match self.purpose {
            Purpose::Quiz => quiz::of_module(ctx, &self.module).await?,
            Purpose::Review => quiz::review(ctx, &self.module).await?,
            test => quiz::test(ctx, test).await?,
        })
    }

    /// Its page.
    pub fn href(&self) -> String {
        match self.purpose {
            Purpose::Quiz => href::quiz(&self.module),
            Purpose::Review => href::review(&self.module),
            test => href::programme_test(test.name()),
        }
    }

    /// A question of it.
    pub fn question(&self, position: u32) -> String {
        format!("{}?q={position}", self.href())
    }

    /// The check before handing in.
    pub fn check(&self) -> String {
        format!("{}?review=1", self.href())
    }

    /// What it is called, beside the title of its module.
    pub fn title(&self, module: &str) -> String {
        match self.purpose {
            Purpose::Quiz => t!("quiz-title", title = module),
            Purpose::Review => t!("review-title", title = module),
            Purpose::Before => t!("test-before-title"),
            Purpose::After => t!("test-after-title"),
        }
    }

    /// The way back up.
    pub fn trail(&self, module: &str) -> Vec<(String, String)> {
        match self.purpose {
            Purpose::Quiz => vec![(href::MODULES.to_owned(), t!("modules-title")), (href::module(&self.module), module.to_owned())],
            Purpose::Review => vec![(href::HOME.to_owned(), t!("nav-home"))],
            Purpose::Before | Purpose::After => vec![(href::PROGRAMME.to_owned(), t!("programme-title"))],
        }
    }
}
