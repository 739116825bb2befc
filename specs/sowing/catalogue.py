"""Every example, by name."""

from sowing.call_answering import CALL_ANSWERING
from sowing.cold_room import COLD_ROOM
from sowing.complaints import COMPLAINTS
from sowing.customer_survey import CUSTOMER_SURVEY
from sowing.example import Example
from sowing.goods_inwards import GOODS_INWARDS
from sowing.ham import HAM
from sowing.holding import HOT_HOLDING, NEW_YORK
from sowing.ice_cream_scoop import ICE_CREAM_SCOOP
from sowing.mystery_visit import MYSTERY_VISIT
from sowing.print_kit import PRINT_KIT
from sowing.promise import PROMISE
from sowing.recognised import RECOGNISED
from sowing.rye_bread import RYE_BREAD
from sowing.second_look import SECOND_LOOK
from sowing.second_person import SECOND_PERSON
from sowing.self_assessment import SELF_ASSESSMENT
from sowing.supplier import SUPPLIER
from sowing.touches import TOUCHES_OF_ORDERS
from sowing.written_card import WRITTEN_CARD

EXAMPLES: dict[str, Example] = {
    example.name: example
    for example in (
        *(HAM, ICE_CREAM_SCOOP, PRINT_KIT, CALL_ANSWERING, PROMISE, SECOND_PERSON, HOT_HOLDING, NEW_YORK),
        *(GOODS_INWARDS, CUSTOMER_SURVEY, SECOND_LOOK, RYE_BREAD, TOUCHES_OF_ORDERS, WRITTEN_CARD, RECOGNISED),
        *(COMPLAINTS, MYSTERY_VISIT, SUPPLIER, SELF_ASSESSMENT),
    )
}

#: Procedures of several revisions: a folder of files that share one sample; `spec` is the latest of them.
FAMILIES: dict[str, Example] = {COLD_ROOM.name: COLD_ROOM}
