//! What the forms of a quiz hold.

use domain::{
    form::{Name, limits},
    ids::AttemptId,
};

use super::target::Target;
use crate::{
    error::{AppError, conflicts},
    href,
    i18n::t,
    server::form::{Code, Each, Flag, Id, Maybe, Prose, Slug, form},
};

fn page(target: Option<Target>) -> String {
    target.map_or_else(|| href::MODULES.to_owned(), |t| t.href())
}

impl AnswerQuestion {
    /// Where the question stands, from 1.
    pub fn number(&self) -> u32 {
        self.position.parse().unwrap_or(1)
    }
}

form! {
    /// An attempt that begins, or goes on.
    StartQuiz { purpose: Code, module: Slug }
    |f| "quiz" => page(Target::of(&f.purpose, &f.module).ok());

    /// The answer to a question: what its kind of question asks for.
    AnswerQuestion {
        purpose: Code, module: Slug, attempt: Id<AttemptId>, position: Code, sequence: Code, autosave: Flag,
        option: Code, options: Each<Code> = Name::Begins("option_"), text: Maybe<Prose<{ limits::ANSWER }>>,
        pairs: Each<Code> = Name::Begins("pair_"), places: Each<Code> = Name::Begins("place_"),
        gaps: Each<Prose<{ limits::ANSWER }>> = Name::Begins("gap_"),
    }
    |f| "question" => match Target::of(&f.purpose, &f.module) {
        Ok(target) => target.question(f.number()),
        Err(_) => href::MODULES.to_owned(),
    }, {
        // a question that can no longer be answered is not shown again: its quiz is
        fn after(&self, error: &AppError) -> Option<(String, String)> {
            matches!(error, AppError::Problem(_)).then(|| ("quiz".to_owned(), page(Target::of(&self.purpose, &self.module).ok())))
        }
    };

    /// An attempt that is handed in.
    HandInQuiz { purpose: Code, module: Slug, attempt: Id<AttemptId> }
    |f| "quiz" => page(Target::of(&f.purpose, &f.module).ok());
}

conflicts! {
    HandedIn => t!("problem-handed-in"),
    TimeUp => t!("problem-time-up"),
    NoAttemptLeft => t!("problem-no-attempt-left"),
    WaitFirst => t!("problem-wait-first"),
    QuizClosed => t!("problem-quiz-closed"),
    TooFewQuestions => t!("problem-too-few-questions"),
}
