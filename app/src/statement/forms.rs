//! What the forms of oral statements hold.

use domain::{
    form::{Name, limits},
    ids::{DeliveryId, OrganisationId, StatementId},
    statement::Item,
};

use crate::{
    error::conflicts,
    href,
    i18n::t,
    server::form::{Code, Day, Each, Flag, Id, Line, Maybe, Number, Prose, form},
};

/// The page of a statement, and a place on it.
fn page(id: Id<StatementId>, place: &str) -> String {
    id.page(|id| format!("{}{place}", href::statement(id)), href::STATEMENTS)
}

fn is_item(name: &str) -> bool {
    Item::ALL.into_iter().any(|item| item.name() == name)
}

form! {
    /// A statement that is begun.
    BeginStatement { organisation: Id<OrganisationId>, state: Code, occasion: Code }
    |f| "begin_statement" => href::STATEMENTS;

    /// Its text. `paragraph`, `page` and `step` are the script's.
    SaveStatement {
        statement: Id<StatementId>, paragraph: Code, version: Code, text: Maybe<Prose<{ limits::STATEMENT }>>,
        autosave: Flag, page: Code, step: Code,
    }
    |f| "statement_text" => page(f.statement, "#text"), {
        fn elsewhere(&self) -> Option<&'static str> {
            (!self.text.trim().is_empty()).then_some(href::KEPT)
        }
    };

    /// What it is called, its occasion, its time, in whose name it is spoken.
    ChangeStatement {
        statement: Id<StatementId>, title: Line<{ limits::TITLE }>, occasion: Code, speaks: Maybe<Line<{ limits::SPEAKS }>>,
        limit: Maybe<Number<{ limits::SECONDS.0 }, { limits::SECONDS.1 }>>,
    }
    |f| "statement" => page(f.statement, "");

    /// It is put away.
    PutAwayStatement { statement: Id<StatementId> }
    |f| "statement" => page(f.statement, "");

    /// An organisation that is asked to make it too.
    AskCoSigner { statement: Id<StatementId>, name: Line<{ limits::ORGANISATION }> }
    |f| "co_signer" => page(f.statement, "#signers");

    /// An organisation that no longer makes it.
    RemoveCoSigner { statement: Id<StatementId>, organisation: Id<OrganisationId> }
    |f| "co_signer" => page(f.statement, "#signers");

    /// It is signed as it was seen.
    SignStatement { statement: Id<StatementId>, version: Code }
    |f| "sign_statement" => page(f.statement, "#signers");

    /// A practice run.
    KeepRun { statement: Id<StatementId>, time: Line<10> }
    |f| "run" => page(f.statement, "/speak");

    /// A practice run that is thrown away.
    RemoveRun { statement: Id<StatementId>, run: Code }
    |f| "run" => page(f.statement, "/speak");

    /// What is prepared, by the names of the list.
    PrepareStatement { statement: Id<StatementId>, done: Each<Code> = Name::OneOf(is_item) }
    |f| "prepare" => page(f.statement, "#prepare");

    /// That it was made.
    RecordStatement {
        statement: Id<StatementId>, on: Day, session: Number<{ limits::COUNCIL.0 }, { limits::COUNCIL.1 }>,
        url: Maybe<Line<{ limits::WEB_ADDRESS }>>,
    }
    |f| "delivery" => page(f.statement, "#made");

    /// That it was not.
    TakeBackStatement { statement: Id<StatementId>, delivery: Id<DeliveryId>, reason: Line<{ limits::REASON_BACK }> }
    |f| "delivery_back" => page(f.statement, "#made");
}

conflicts! {
    StatementMade => t!("problem-statement-made"),
}
