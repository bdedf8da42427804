"""The populations that can be made, by name: what published studies found, as recipes.

Words: a table (tabel) is what a study published; a combination (combinatie) is a set of provisions used together.
Promise: each module names its source and states which numbers are published and which are chosen to complete them.
May know: the other parts of synth.
Never: a number that claims to be published and is not.
"""

from ontschot.insight.synth.profile import Profile
from ontschot.insight.synth.profiles import city, noord_groningen, twente, veenendaal, zaanstad

PROFILES: dict[str, Profile] = {
    module.PROFILE.key: module.PROFILE for module in (twente, noord_groningen, veenendaal, zaanstad, city)
}
